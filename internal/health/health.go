// Package health tells those who look after a desk how it is: /healthz says whether the register answers, /metrics gives
// counts and times in the format of Prometheus, from a registry of its own.
package health

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"bilan/internal/desk"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/register"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Health counts what a desk does.
type Health struct {
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
}

// New makes a Health over a register; version is the program's.
func New(k *keep.Keeper, version string) *Health {
	h := &Health{registry: prometheus.NewRegistry(), took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "bilan_request_seconds", Help: "Time of requests by route and status.", Buckets: []float64{.001, .005, .02, .1, .3, 1, 3, 10}}, []string{"route", "status"})}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "bilan_build_info", Help: "1, with the version of the program.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	h.registry.MustRegister(h.took, build, &holdings{keeper: k}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return h
}

// Observe notes a request, for desk.Config.
func (h *Health) Observe(pattern string, status int, took time.Duration) {
	h.took.WithLabelValues(pattern, strconv.Itoa(status)).Observe(took.Seconds())
}

// Part gives the two routes.
func (h *Health) Part() desk.Part {
	return desk.Part{Routes: func(d *desk.Desk) []desk.Route {
		return []desk.Route{
			{Method: "GET", Pattern: "/healthz", Role: desk.Public, Handler: func(w http.ResponseWriter, r *http.Request) error { return healthy(d, w, r) }},
			{Method: "GET", Pattern: "/metrics", Role: desk.Reader, Handler: func(w http.ResponseWriter, r *http.Request) error {
				promhttp.HandlerFor(h.registry, promhttp.HandlerOpts{Registry: h.registry}).ServeHTTP(w, r)
				return nil
			}},
		}
	}}
}

// healthy says ok when the register can be read.
func healthy(d *desk.Desk, w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	err := d.Keeper().Register.View(ctx, func(r register.Reader) error { _, err := r.Setting(ctx, "healthy"); return err })
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	answer := "ok\n"
	if err != nil {
		d.Log().Error("not healthy", "error", err.Error())
		w.WriteHeader(http.StatusServiceUnavailable)
		answer = "the register does not answer\n"
	}
	_, err = strings.NewReader(answer).WriteTo(w)
	return err
}

// holdings gives how much the register holds, when somebody asks.
type holdings struct{ keeper *keep.Keeper }

var (
	held = prometheus.NewDesc("bilan_register_rows", "What the register holds.", []string{"what"}, nil)
	left = prometheus.NewDesc("bilan_jobs", "Jobs by state; those done in the last hour.", []string{"state"}, nil)
)

// Describe says what Collect gives.
func (h *holdings) Describe(c chan<- *prometheus.Desc) {
	c <- held
	c <- left
}

// Collect counts.
func (h *holdings) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := h.keeper.Register.View(ctx, func(r register.Reader) error {
		n, err := r.Counts(ctx)
		if err != nil {
			return err
		}
		waiting, err := r.CountWaiting(ctx, register.WaitingFilter{})
		for what, v := range map[string]int64{"captures": n.Captures, "articles": n.Articles, "stories": n.Stories, "judgements": n.Judgements, "waiting": waiting} {
			c <- prometheus.MustNewConstMetric(held, prometheus.GaugeValue, float64(v), what)
		}
		return err
	})
	if err != nil {
		c <- prometheus.NewInvalidMetric(held, err)
	}
	if q, ok := h.keeper.Register.(jobs.Queue); ok {
		h.jobs(ctx, c, q)
	}
}

// jobs counts the jobs of a register that has a queue.
func (h *holdings) jobs(ctx context.Context, c chan<- prometheus.Metric, q jobs.Queue) {
	t, err := q.Tally(ctx)
	if err != nil {
		c <- prometheus.NewInvalidMetric(left, err)
		return
	}
	for state, n := range map[string]int64{"waiting": t.Waiting, "running": t.Running, "again": t.Again, "given_up": t.GivenUp, "done": t.Done} {
		c <- prometheus.MustNewConstMetric(left, prometheus.GaugeValue, float64(n), state)
	}
}
