# Notices

notices-lead = What the agency does with the applications that you filed
notices-empty-title = No notices yet
notices-empty-text = You are told here when an application is claimed, needs correction or is decided.
notices-read-all = Mark all as read
notice-unread = New
notice-claimed = The application for { $name } was claimed and is under review
notice-passed-first-review = The application for { $name } passed the first review
notice-correction-requested = The application for { $name } needs correction
notice-rejected = The application for { $name } was rejected
notice-approved = The application for { $name } was approved
notice-decision-undone = The application for { $name }: the last decision was taken back, the review goes on
notice-deadline-near = The application for { $name } is not submitted yet: retirement in { $year }-{ $month }, please submit it by { $year }-{ $month }-{ $day }
notices-sms = Messages by SMS
notices-sms-submitted = When an application is submitted
notices-sms-decided = When it needs correction, is rejected or approved
notices-sms-deadline = When the last day to submit is near
