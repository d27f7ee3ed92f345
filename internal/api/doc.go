// Package api is the JSON API of the desk, under /api/v1: what the pages show, for programs.
//
// Each operation is a function from a struct of its parameters to a struct of its answer; the checks of requests and the OpenAPI
// description are made from these types, so they cannot differ. Operations become rows of the desk's table of routes, with a
// role each, and errors the problems of package desk. Lists go on at next; answers to GET carry an ETag.
package api
