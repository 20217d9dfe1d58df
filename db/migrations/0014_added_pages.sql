ALTER TABLE `submissions` ADD `added_page` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `written_by` text;