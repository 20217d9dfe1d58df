CREATE INDEX `files_by_stage` ON `files` (`stage`,`created_at`);--> statement-breakpoint
CREATE INDEX `files_assisted_by_creation` ON `files` (`legal_coordinator_id`,`created_at`);