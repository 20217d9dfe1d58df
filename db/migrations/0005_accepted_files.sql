DROP INDEX `files_by_load`;--> statement-breakpoint
ALTER TABLE `files` ADD `accepted_at` integer;--> statement-breakpoint
CREATE INDEX `files_unaccepted` ON `files` (`stage`) WHERE accepted_at is null;--> statement-breakpoint
CREATE INDEX `files_by_load` ON `files` (`lead_coordinator_id`,`stage`,`accepted_at`);--> statement-breakpointUPDATE `files` SET `accepted_at` = `created_at` WHERE `stage` IN ('open', 'closed');
