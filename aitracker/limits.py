"""How long the database works for one statement before it gives up, by who asks (milliseconds)."""

IDLE = "-c idle_in_transaction_session_timeout=30000"
# A reader is not to hang, and a page that takes longer than this is a fault.
WEB = f"-c statement_timeout=5000 -c lock_timeout=2000 {IDLE}"
WORKER = f"-c statement_timeout=60000 -c lock_timeout=10000 {IDLE}"
