CREATE TABLE `appointment_slots` (
	`coordinator_id` text NOT NULL,
	`quarter` integer NOT NULL,
	`appointment_id` text NOT NULL,
	PRIMARY KEY(`coordinator_id`, `quarter`),
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointment_slots_by_appointment` ON `appointment_slots` (`appointment_id`);--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`coordinator_id` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`busy_from` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`held_until` integer,
	`sequence` integer DEFAULT 0 NOT NULL,
	`cancelled_at` integer,
	`cancelled_by` text,
	`outcome` text,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_by_coordinator` ON `appointments` (`coordinator_id`,`starts_at`) WHERE cancelled_at is null;--> statement-breakpoint
CREATE INDEX `appointments_cancelled` ON `appointments` (`coordinator_id`,`starts_at`) WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX `appointments_by_file` ON `appointments` (`file_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `appointments_held` ON `appointments` (`held_until`) WHERE held_until is not null;--> statement-breakpoint
CREATE INDEX `appointments_to_come` ON `appointments` (`starts_at`) WHERE cancelled_at is null and held_until is null;--> statement-breakpoint
CREATE TABLE `attendances` (
	`id` text PRIMARY KEY NOT NULL,
	`appointment_id` text NOT NULL,
	`parent_id` text NOT NULL,
	`sealed_details` text NOT NULL,
	`reminded_at` integer,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_by_appointment` ON `attendances` (`appointment_id`,`parent_id`);--> statement-breakpoint
CREATE INDEX `attendances_by_parent` ON `attendances` (`parent_id`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`file_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`detail` text NOT NULL,
	`happened_at` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`file_id`, `sequence`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `authorisations` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`requested_by` text,
	`granted_at` integer,
	`expires_at` integer,
	`reminded_at` integer,
	`withdrawn_at` integer,
	`declined_at` integer,
	`superseded_at` integer,
	`wording_version` integer,
	`wording_hash` text,
	`receipt_hash` text,
	`sealed_evidence` text,
	`sealed_other_contact` text,
	`idempotency_key` text,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `authorisations_by_parent` ON `authorisations` (`parent_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_current` ON `authorisations` (`parent_id`) WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_by_receipt` ON `authorisations` (`receipt_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorisations_idempotency_key` ON `authorisations` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `authorisations_to_remind` ON `authorisations` (`expires_at`) WHERE reminded_at is null and superseded_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE TABLE `availability` (
	`coordinator_id` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`coordinator_id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_by_secret_hash` ON `calendar_feeds` (`secret_hash`);--> statement-breakpoint
CREATE TABLE `call_attempts` (
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
CREATE INDEX `call_attempts_by_authorisation` ON `call_attempts` (`authorisation_id`,`attempted_at`);--> statement-breakpoint
CREATE TABLE `code_attempts` (
	`connection_hash` text NOT NULL,
	`hour` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`connection_hash`, `hour`)
);
--> statement-breakpoint
CREATE INDEX `code_attempts_by_hour` ON `code_attempts` (`hour`);--> statement-breakpoint
CREATE TABLE `contact_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`reported_in` text NOT NULL,
	`reported_at` integer NOT NULL,
	`order_read_at` integer,
	`order_read_by` text,
	`finding` text,
	`lifted_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_holds_by_parent` ON `contact_holds` (`parent_id`,`lifted_at`);--> statement-breakpoint
CREATE TABLE `draft_sections` (
	`draft_id` text NOT NULL,
	`section` text NOT NULL,
	`sealed_fields` text NOT NULL,
	`revision` integer NOT NULL,
	`expires_at` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`draft_id`, `section`),
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `draft_sections_by_end` ON `draft_sections` (`expires_at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`form` text NOT NULL,
	`created_at` integer NOT NULL,
	`resume_code_hash` text,
	`sealed_resume_token` text,
	`invitation_id` text,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_by_resume_code` ON `drafts` (`resume_code_hash`);--> statement-breakpoint
CREATE INDEX `drafts_by_invitation` ON `drafts` (`invitation_id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`route` text NOT NULL,
	`stage` text NOT NULL,
	`lead_coordinator_id` text,
	`legal_coordinator_id` text,
	`proposed_legal_coordinator_id` text,
	`conflicts_reviewed_at` integer,
	`merged_into_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_reference` ON `files` (`reference`);--> statement-breakpoint
CREATE INDEX `files_by_lead` ON `files` (`lead_coordinator_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `files_by_load` ON `files` (`lead_coordinator_id`,`stage`);--> statement-breakpoint
CREATE INDEX `files_by_assistance` ON `files` (`legal_coordinator_id`,`stage`);--> statement-breakpoint
CREATE INDEX `files_by_creation` ON `files` (`created_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`authorisation_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`accepted_at` integer,
	FOREIGN KEY (`authorisation_id`) REFERENCES `authorisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_by_code` ON `invitations` (`code_hash`);--> statement-breakpoint
CREATE INDEX `invitations_by_authorisation` ON `invitations` (`authorisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `match_tokens` (
	`token` text NOT NULL,
	`kind` text NOT NULL,
	`file_id` text NOT NULL,
	`side` text NOT NULL,
	PRIMARY KEY(`token`, `file_id`, `side`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `match_tokens_by_file` ON `match_tokens` (`file_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text,
	`parent_id` text,
	`kind` text NOT NULL,
	`sealed_message` text NOT NULL,
	`outcome` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`provider_id` text,
	`last_error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`outcome`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_by_file` ON `outbox` (`file_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `parents` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`side` text NOT NULL,
	`language` text NOT NULL,
	`sealed_contact_rules` text,
	`issued_reference` text,
	`status` text,
	`access_code_hash` text,
	`route` text,
	`invitation_accepted_at` integer,
	`booking_coordinator_id` text,
	`joint_consented_at` integer,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parents_by_file` ON `parents` (`file_id`,`side`);--> statement-breakpoint
CREATE UNIQUE INDEX `parents_by_access_code` ON `parents` (`access_code_hash`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`parent_id` text NOT NULL,
	`form` text NOT NULL,
	`version` integer NOT NULL,
	`sealed_answers` text NOT NULL,
	`sealed_safety` text,
	`sealed_other_contact` text,
	`idempotency_key` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_idempotency_key` ON `submissions` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `submissions_by_file` ON `submissions` (`file_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `submissions_by_parent` ON `submissions` (`parent_id`);--> statement-breakpoint
CREATE TABLE `time_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`sealed_preferences` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `time_requests_by_parent` ON `time_requests` (`parent_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `time_requests_current` ON `time_requests` (`parent_id`) WHERE ended_at is null;