CREATE TABLE `key_rotations` (
	`column` text PRIMARY KEY NOT NULL,
	`kid` text NOT NULL,
	`cursor` text NOT NULL,
	`resealed` integer NOT NULL,
	`unreadable` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `ring_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`sealed_sentinel` text NOT NULL,
	`created_at` integer NOT NULL,
	`rows_left` integer
);
