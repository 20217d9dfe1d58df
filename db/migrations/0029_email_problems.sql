ALTER TABLE `outbox` ADD `email_problem` text;--> statement-breakpoint
CREATE INDEX `outbox_by_provider_id` ON `outbox` (`provider_id`) WHERE provider_id is not null;