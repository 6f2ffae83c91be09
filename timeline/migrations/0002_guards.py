"""What the database refuses by itself: editing history, and facts without a source."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION timeline_change_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'change % is history: it is neither edited nor deleted', OLD.seq
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_is_final';
END $$;
CREATE TRIGGER change_is_final BEFORE UPDATE OR DELETE ON timeline_change
    FOR EACH ROW EXECUTE FUNCTION timeline_change_is_final();

CREATE FUNCTION timeline_needs_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_ARGV[0] = 'commitment' THEN
        IF EXISTS (SELECT 1 FROM timeline_commitment WHERE id = NEW.id)
            AND NOT EXISTS (SELECT 1 FROM timeline_evidence WHERE commitment_id = NEW.id) THEN
            RAISE EXCEPTION 'commitment % has no evidence', NEW.slug
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'commitment_has_evidence';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM timeline_event WHERE id = NEW.id)
        AND NOT EXISTS (SELECT 1 FROM timeline_evidence WHERE event_id = NEW.id) THEN
        RAISE EXCEPTION 'event % has no evidence', NEW.slug
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_has_evidence';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER commitment_has_evidence AFTER INSERT OR UPDATE ON timeline_commitment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_needs_evidence('commitment');
CREATE CONSTRAINT TRIGGER event_has_evidence AFTER INSERT OR UPDATE ON timeline_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_needs_evidence('event');

CREATE FUNCTION timeline_keeps_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.commitment_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM timeline_commitment WHERE id = OLD.commitment_id)
        AND NOT EXISTS (SELECT 1 FROM timeline_evidence WHERE commitment_id = OLD.commitment_id) THEN
        RAISE EXCEPTION 'commitment % would lose its last evidence', OLD.commitment_id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'commitment_has_evidence';
    END IF;
    IF OLD.event_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM timeline_event WHERE id = OLD.event_id)
        AND NOT EXISTS (SELECT 1 FROM timeline_evidence WHERE event_id = OLD.event_id) THEN
        RAISE EXCEPTION 'event % would lose its last evidence', OLD.event_id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_has_evidence';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER evidence_is_kept AFTER UPDATE OR DELETE ON timeline_evidence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION timeline_keeps_evidence();
"""

BACKWARD = """
DROP TRIGGER change_is_final ON timeline_change;
DROP TRIGGER commitment_has_evidence ON timeline_commitment;
DROP TRIGGER event_has_evidence ON timeline_event;
DROP TRIGGER evidence_is_kept ON timeline_evidence;
DROP FUNCTION timeline_change_is_final();
DROP FUNCTION timeline_needs_evidence();
DROP FUNCTION timeline_keeps_evidence();
"""


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
