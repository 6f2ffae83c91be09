from django.db import migrations

# Feeds of one platform are read as politely as those of one host; feeds that were read know why they are due.
FOLLOW = """
UPDATE news_feed SET next_check_reason = CASE
    WHEN state = 'gone' THEN 'gone' WHEN state = 'paused' THEN 'login'
    WHEN consecutive_errors > 0 THEN 'patience' ELSE 'interval' END
WHERE last_checked_at IS NOT NULL;
UPDATE news_feed SET host_key = substring(host_key from '([^.]+[.]com)$')
WHERE host_key ~ '[.](medium|reddit|substack|tumblr)[.]com$';
INSERT INTO news_host (host_key, reason) SELECT DISTINCT host_key, '' FROM news_feed WHERE enabled ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0008_ingestion'),
    ]

    operations = [migrations.RunSQL(FOLLOW, migrations.RunSQL.noop)]
