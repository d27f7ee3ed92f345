// Package account knows who may use a desk that others can reach: people with roles, and what they show to say who they are.
//
//	User      a person with a role and the hash of a password
//	Pass      a secret that stands for a user or, of an invitation, for one to come: session, API token, invitation
//	Accounts  logs in and out, invites, makes tokens; it needs a Store and a clock
//	Store     keeps users and passes; both databases of the register are one, and pass the suite of package accounttest
//
// A secret is told once, to whom it is made for. What is kept is its SHA-256, which suffices for 160 random bits; passwords
// are kept as argon2id. Neither is ever part of an error or of a log.
//
// Sessions are rows of a small table of our own: of a session we keep no data but whose it is, a row can be taken away when
// somebody logs out everywhere or is disabled, and it stands in the same database, backup and transaction as the user.
package account
