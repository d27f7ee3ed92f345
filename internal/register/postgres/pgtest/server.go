// Package pgtest starts a PostgreSQL server of its own for a test, on a socket in a folder that goes when the test ends.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a running server.
type Server struct {
	dir, bin  string
	as        *syscall.Credential // nil: the user of the test
	databases int
}

// Start makes a cluster and starts a server on it, with settings like "fsync=off" if any. Stop must be called.
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bilan-pg.")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.start(settings); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// binaries finds the newest server that is installed.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.SortFunc(found, func(a, b string) int { return len(a) - len(b) + bytes.Compare([]byte(a), []byte(b)) })
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("no PostgreSQL server is installed (apt-get install postgresql)")
	}
	return filepath.Dir(path), nil
}

func (s *Server) start(settings []string) error {
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		if err := s.give("postgres"); err != nil {
			return err
		}
	}
	err := s.run("initdb", "-D", s.data(), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
	if err != nil {
		return err
	}
	options := "-c listen_addresses='' -c unix_socket_directories=" + s.dir
	for _, setting := range settings {
		options += " -c " + setting
	}
	return s.run("pg_ctl", "-D", s.data(), "-w", "-l", filepath.Join(s.dir, "log"), "-o", options, "start")
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// give hands the folder to a user, as whom the server then runs.
func (s *Server) give(name string) error {
	u, err := user.Lookup(name)
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(s.dir, uid, gid)
}

func (s *Server) run(program string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, program), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, &syscall.SysProcAttr{Credential: s.as}
	out, err := os.CreateTemp("", "bilan-pg-out.") // a pipe would stay open as long as the server
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		told, _ := os.ReadFile(out.Name())
		log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
		return fmt.Errorf("%s: %w\n%s%s", program, err, told, log)
	}
	return nil
}

// Database makes an empty database and gives the way to it.
func (s *Server) Database(ctx context.Context) (string, error) {
	s.databases++
	name := fmt.Sprintf("t%d", s.databases)
	c, err := pgx.Connect(ctx, s.dsn("postgres"))
	if err != nil {
		return "", err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, "CREATE DATABASE "+name)
	return s.dsn(name), err
}

func (s *Server) dsn(database string) string {
	return "host=" + s.dir + " user=postgres dbname=" + database
}

// Kill ends all processes of the server at once, as a crash would; Restart brings it back.
func (s *Server) Kill() error {
	return s.run("pg_ctl", "-D", s.data(), "-m", "immediate", "-w", "stop")
}

// Restart starts a server that was killed, and lets it recover.
func (s *Server) Restart() error {
	return s.run("pg_ctl", "-D", s.data(), "-w", "-l", filepath.Join(s.dir, "log"), "-o", "-c listen_addresses='' -c unix_socket_directories="+s.dir, "start")
}

// Stop ends the server and takes its folder away.
func (s *Server) Stop() error {
	var err error
	if _, absent := os.Stat(filepath.Join(s.data(), "postmaster.pid")); absent == nil {
		err = s.Kill()
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}
