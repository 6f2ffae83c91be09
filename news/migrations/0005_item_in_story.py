from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_placing'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['story', 'listed_at', 'id'], include=['feed', 'first_seen_at'], name='item_in_story'),
        ),
    ]
