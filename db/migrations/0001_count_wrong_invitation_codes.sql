ALTER TABLE `invitations` ADD `locator_hash` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `wrong_codes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `invitations_by_locator` ON `invitations` (`locator_hash`);