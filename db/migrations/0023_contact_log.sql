CREATE TABLE `contact_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`side` text NOT NULL,
	`direction` text NOT NULL,
	`channel` text NOT NULL,
	`outcome` text NOT NULL,
	`happened_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`amends_id` text,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_entries_by_file` ON `contact_entries` (`file_id`,`happened_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `contact_entries_amended` ON `contact_entries` (`amends_id`) WHERE amends_id is not null;--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`side` text,
	`kind` text NOT NULL,
	`folder` text NOT NULL,
	`contact_entry_id` text,
	`sealed_text` text,
	`sealed_screening_text` text,
	`written_by` text NOT NULL,
	`written_at` integer NOT NULL,
	`signed_at` integer,
	`amends_id` text,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_by_file` ON `notes` (`file_id`,`written_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `notes_amended` ON `notes` (`amends_id`) WHERE amends_id is not null and signed_at is not null;--> statement-breakpoint
-- What was logged and signed is append-only. Only a merge moves it to another file, and a rotation seals it anew. A rebuilt
-- table loses its triggers: create them again after it.
CREATE TRIGGER `contact_entries_refuse_update` BEFORE UPDATE OF `id`, `direction`, `channel`, `outcome`, `happened_at`, `recorded_at`, `recorded_by`, `amends_id` ON `contact_entries`
BEGIN
  SELECT RAISE(ABORT, 'contact_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `contact_entries_refuse_delete` BEFORE DELETE ON `contact_entries`
BEGIN
  SELECT RAISE(ABORT, 'contact_entries is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete a row without the triggers above and below.
CREATE TRIGGER `contact_entries_refuse_replace` BEFORE INSERT ON `contact_entries`
WHEN EXISTS (SELECT 1 FROM `contact_entries` WHERE `id` = NEW.`id` OR `rowid` = NEW.`rowid` OR `amends_id` = NEW.`amends_id`)
BEGIN
  SELECT RAISE(ABORT, 'contact_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `notes_refuse_update` BEFORE UPDATE OF `id`, `kind`, `folder`, `contact_entry_id`, `written_by`, `written_at`, `signed_at`, `amends_id` ON `notes`
WHEN OLD.`signed_at` IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'signed notes are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `notes_refuse_delete` BEFORE DELETE ON `notes`
WHEN OLD.`signed_at` IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'signed notes are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `notes_refuse_replace` BEFORE INSERT ON `notes`
WHEN EXISTS (SELECT 1 FROM `notes` WHERE `signed_at` IS NOT NULL AND (`id` = NEW.`id` OR `rowid` = NEW.`rowid` OR `amends_id` = NEW.`amends_id`))
BEGIN
  SELECT RAISE(ABORT, 'signed notes are append-only');
END;
