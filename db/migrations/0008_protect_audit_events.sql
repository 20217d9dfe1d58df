-- The audit of a file is append-only. A rebuilt table loses its triggers: create them again after it.
CREATE TRIGGER `audit_events_refuse_update` BEFORE UPDATE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'audit_events is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_refuse_delete` BEFORE DELETE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'audit_events is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete a row without the trigger above. The message is that of the constraint, which
-- tells a writer that another was faster.
CREATE TRIGGER `audit_events_refuse_replace` BEFORE INSERT ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `audit_events` WHERE `file_id` = NEW.`file_id` AND `sequence` = NEW.`sequence`)
BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: audit_events.file_id, audit_events.sequence');
END;
