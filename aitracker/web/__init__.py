"""The bottom layer of the web, which knows no app: problems, lists, parameters, policies, fonts."""
