CREATE TABLE `search_tokens` (
	`token` text NOT NULL,
	`file_id` text NOT NULL,
	PRIMARY KEY(`token`, `file_id`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `search_tokens_by_file` ON `search_tokens` (`file_id`);--> statement-breakpoint
CREATE TABLE `searches` (
	`id` text PRIMARY KEY NOT NULL,
	`searched_by` text NOT NULL,
	`sequence` integer NOT NULL,
	`searched_at` integer NOT NULL,
	`hash` text NOT NULL,
	`key_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `searches_in_order` ON `searches` (`searched_by`,`sequence`);--> statement-breakpoint
ALTER TABLE `parents` ADD `sealed_display_name` text;--> statement-breakpoint
-- Who searched is append-only. A rebuilt table loses its triggers: create them again after it.
CREATE TRIGGER `searches_refuse_update` BEFORE UPDATE ON `searches`
BEGIN
  SELECT RAISE(ABORT, 'searches is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `searches_refuse_delete` BEFORE DELETE ON `searches`
BEGIN
  SELECT RAISE(ABORT, 'searches is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete a row without the trigger above. NEW.rowid is -1 where an insert names none.
CREATE TRIGGER `searches_refuse_replace` BEFORE INSERT ON `searches`
WHEN EXISTS (SELECT 1 FROM `searches` WHERE `id` = NEW.`id` OR `rowid` = NEW.`rowid`
  OR (`searched_by` = NEW.`searched_by` AND `sequence` = NEW.`sequence`))
BEGIN
  SELECT RAISE(ABORT, 'searches is append-only');
END;
