ALTER TABLE `outbox` ADD `stand_in_id` text;--> statement-breakpoint
CREATE INDEX `outbox_by_stand_in` ON `outbox` (`stand_in_id`,`created_at`) WHERE stand_in_id is not null;