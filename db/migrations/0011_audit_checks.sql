CREATE TABLE `audit_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`hash` text NOT NULL,
	`key_id` text NOT NULL
);
