"""What the service counts of itself, for Prometheus. Labels are routes, never addresses or people."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

__all__ = ["Metrics"]


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Counter(
            "verbale_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "verbale_request_seconds", "How long requests took.", ("route",), registry=self.registry
        )
        self.running = Gauge("verbale_requests_running", "Requests being answered.", registry=self.registry)
        self.sign_ins = Counter(
            "verbale_sign_ins", "Sign-ins, by how they ended.", ("outcome",), registry=self.registry
        )
        self.events = Gauge(
            "verbale_log_events", "The number of the newest event in the log.", registry=self.registry
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)
