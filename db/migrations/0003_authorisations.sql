CREATE TABLE `authorisations` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`asked_by` text,
	`granted_at` integer,
	`expires_at` integer,
	`reminded_at` integer,
	`withdrawn_at` integer,
	`declined_at` integer,
	`superseded_at` integer,
	`wording_version` integer,
	`wording_hash` text,
	`receipt_hash` text,
	`evidence` text,
	`other_contact` text,
	`idempotency_key` text,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `authorisations_by_parent` ON `authorisations` (`parent_id`,`made_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_current` ON `authorisations` (`parent_id`) WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_by_receipt` ON `authorisations` (`receipt_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_idempotency_key` ON `authorisations` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `authorisations_to_remind` ON `authorisations` (`expires_at`) WHERE reminded_at is null and superseded_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE TABLE `freezes` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`said_in` text NOT NULL,
	`said_at` integer NOT NULL,
	`read_at` integer,
	`read_by` text,
	`finding` text,
	`lifted_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `freezes_by_parent` ON `freezes` (`parent_id`,`lifted_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`authorisation_id` text NOT NULL,
	`code_id` text NOT NULL,
	`invited_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`used_at` integer,
	FOREIGN KEY (`authorisation_id`) REFERENCES `authorisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_by_code` ON `invitations` (`code_id`);--> statement-breakpoint
CREATE INDEX `invitations_by_authorisation` ON `invitations` (`authorisation_id`,`invited_at`);--> statement-breakpoint
CREATE TABLE `outreach` (
	`id` text PRIMARY KEY NOT NULL,
	`authorisation_id` text NOT NULL,
	`attempted_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`channel` text NOT NULL,
	`outcome` text NOT NULL,
	`next_step` text NOT NULL,
	FOREIGN KEY (`authorisation_id`) REFERENCES `authorisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outreach_by_authorisation` ON `outreach` (`authorisation_id`,`attempted_at`);--> statement-breakpoint
ALTER TABLE `drafts` ADD `invitation_id` text REFERENCES invitations(id);--> statement-breakpoint
CREATE INDEX `drafts_by_invitation` ON `drafts` (`invitation_id`);--> statement-breakpoint
ALTER TABLE `parents` ADD `route` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `invited_at` integer;--> statement-breakpoint
-- How each parent came: as the file says that was opened for them, whichever file they were joined into since.
UPDATE `parents` SET `route` = (SELECT `route` FROM `files` WHERE `reference` = coalesce(`parents`.`given_reference`,
  (SELECT `own`.`reference` FROM `files` AS `own` WHERE `own`.`id` = `parents`.`file_id` AND `parents`.`side` = 'initiating')));
