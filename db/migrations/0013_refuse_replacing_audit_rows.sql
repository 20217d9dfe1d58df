-- INSERT OR REPLACE with the rowid of a row would delete that row, without the triggers of DELETE and of a sequence number
-- that is taken. NEW.rowid is -1 where an insert names none. A rebuilt table loses this trigger as well.
CREATE TRIGGER `audit_events_refuse_rowid` BEFORE INSERT ON `audit_events`
WHEN EXISTS (SELECT 1 FROM `audit_events` WHERE `rowid` = NEW.`rowid`)
BEGIN
  SELECT RAISE(ABORT, 'audit_events is append-only');
END;
