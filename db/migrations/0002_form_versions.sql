CREATE TABLE `form_versions` (
	`hash` text PRIMARY KEY NOT NULL,
	`declaration` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `authorisations` ADD `form_version_hash` text REFERENCES form_versions(hash);--> statement-breakpoint
ALTER TABLE `submissions` ADD `form_version_hash` text REFERENCES form_versions(hash);--> statement-breakpoint
ALTER TABLE `time_requests` ADD `form_version_hash` text REFERENCES form_versions(hash);