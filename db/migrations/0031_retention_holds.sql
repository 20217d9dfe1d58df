ALTER TABLE `file_retentions` ADD `term_set_at` integer;--> statement-breakpoint
ALTER TABLE `file_retentions` ADD `sealed_hold_note` text;--> statement-breakpoint
ALTER TABLE `file_retentions` ADD `hold_expires_at` integer;--> statement-breakpoint
CREATE INDEX `file_retentions_held` ON `file_retentions` (`held_at`) WHERE held_at is not null;