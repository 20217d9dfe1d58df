ALTER TABLE `outbox` ADD `account_refused` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `uncertain_since` integer;--> statement-breakpoint
CREATE INDEX `outbox_refused_account` ON `outbox` (`next_attempt_at`) WHERE outcome = 'queued' and account_refused = 1;--> statement-breakpoint
UPDATE outbox SET uncertain_since = created_at WHERE outcome = 'queued' AND attempts > 0;
