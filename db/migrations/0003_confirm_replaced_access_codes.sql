ALTER TABLE `authorisations` ADD `access_code_replaced_by` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_code_replaced_at` integer;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_code_replaced_by` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_code_confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_code_confirmed_by` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_code_confirmed_through` text;