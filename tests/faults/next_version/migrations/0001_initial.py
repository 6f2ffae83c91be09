"""A column for the items."""

from django.db import migrations


class Migration(migrations.Migration):
    """Waits for everybody who reads items."""

    operations = [
        migrations.RunSQL(
            "ALTER TABLE news_item ADD COLUMN from_next_version integer",
            "ALTER TABLE news_item DROP COLUMN from_next_version",
        )
    ]
