"""The way of a call through the server: read, held, faulted, applied, recorded, answered."""

import dataclasses
import threading
from collections.abc import Callable, Iterable
from typing import Any

from cloud import resources, wire
from cloud.breakpoints import Breakpoints
from cloud.call import Call
from cloud.clock import Clock
from cloud.control import Control
from cloud.emulator import Emulator
from cloud.faults import Fault, Faults
from cloud.fidelity.layer import Layer
from cloud.recorder import Recorder
from cloud.response import LostConnection, Response
from cloud.settings import Settings


class Application:
    """A WSGI application. Calls are applied one after the other, because moto's state knows no threads; waiting
    happens outside."""

    def __init__(self, settings: Callable[[], Settings], recorder: Recorder, regions: list[str], plain: bool) -> None:
        self._initial = settings
        self.settings = settings()
        self.clock = Clock()
        self.recorder = recorder
        self.faults = Faults()
        self.breakpoints = Breakpoints()
        self._lock = threading.RLock()
        self._emulator = Emulator(regions)
        self._layer = Layer(self.clock, lambda: self.settings)
        self._plain = plain
        self._control = self._endpoints()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith("/_rig"):
            response = self._control.answer(environ)
        elif path.startswith("/moto-api"):
            response = self._asked_of_moto(environ)
        else:
            call = wire.read(environ)
            response = self._recorded(call, environ)
        headers = [*response.headers, ("Content-Length", str(len(response.body)))]
        start_response(f"{response.status} -", headers)
        return [response.body]

    def _asked_of_moto(self, environ: dict[str, Any]) -> Response:
        """moto's own endpoints. Its reset empties the account: everything is gone, and no seed is planted."""
        with self._lock:
            if environ["PATH_INFO"] == "/moto-api/reset":
                self._layer.reset()
                self._emulator.empty()
                return Response(200, b'{"status": "ok"}', [("Content-Type", "application/json")])
            return self._emulator.pass_on(environ)

    def _recorded(self, call: Call, environ: dict[str, Any]) -> Response:
        try:
            response = self._held(call, environ)
            call.status, call.code = response.status, wire.code_of(response)
            return response
        except LostConnection as lost:
            raise ConnectionResetError(str(lost)) from None
        finally:
            self.recorder.add(call)

    def _held(self, call: Call, environ: dict[str, Any]) -> Response:
        stop = self.breakpoints.reached(call)
        if stop is None:
            return self._faulted(call, environ)
        call.fault = f"held {stop.when} it was applied"
        if stop.when == "after":
            self._applied(call, environ)
        self.breakpoints.hold(stop, call)
        raise LostConnection(call.fault)

    def _faulted(self, call: Call, environ: dict[str, Any]) -> Response:
        fault = self.faults.meet(call)
        if fault is None:
            return self._applied(call, environ)
        call.fault = fault.describe()
        if fault.after or not fault.takes_the_answer:
            response = self._applied(call, environ)
            self.faults.wait(fault.delay)
            return self._spoiled(call, fault) if fault.takes_the_answer else response
        self.faults.wait(fault.delay)
        return self._spoiled(call, fault)

    def _spoiled(self, call: Call, fault: Fault) -> Response:
        if fault.hang is not None:
            self.faults.wait(fault.hang)
            raise LostConnection(call.fault)
        if fault.status is None:
            raise LostConnection(call.fault)
        code = fault.code or ("InternalFailure" if fault.status >= 500 else "ValidationError")
        message = fault.message or "This is what the test asked for."
        return wire.error(call.service, code, message, fault.status)

    def _applied(self, call: Call, environ: dict[str, Any]) -> Response:
        with self._lock:
            if self._plain:
                response = self._emulator.answer(call, environ)
            else:
                response = self._layer.answer(call, lambda: self._emulator.answer(call, environ))
        if response.status < 300:
            call.made = resources.made(call, response.body)
        return response

    def _endpoints(self) -> Control:
        control = Control()
        control.on("GET", "/_rig/calls", lambda _, query: self.recorder.since(int(query.get("since", 0))))
        control.on("GET", "/_rig/clock", lambda *_: {"offset": self.clock.offset()})
        control.on("POST", "/_rig/clock", self._advance)
        control.on("GET", "/_rig/seed", lambda *_: self._emulator.seed)
        control.on("GET", "/_rig/settings", lambda *_: dataclasses.asdict(self.settings))
        control.on("POST", "/_rig/settings", self._change)
        control.on("GET", "/_rig/faults", lambda *_: self.faults.left())
        control.on("POST", "/_rig/faults", lambda body, _: self.faults.add(body))
        control.on("DELETE", "/_rig/faults", lambda *_: self.faults.clear())
        control.on("GET", "/_rig/breakpoints", lambda _, query: self.breakpoints.show(float(query.get("wait", 0))))
        control.on("POST", "/_rig/breakpoints", lambda body, _: self.breakpoints.add(body))
        control.on("DELETE", "/_rig/breakpoints", lambda *_: self.breakpoints.clear())
        control.on("GET", "/_rig/jobs", lambda *_: self._locked(self._layer.jobs))
        control.on("POST", "/_rig/jobs", lambda body, _: self._locked(lambda: self._layer.steer_job(body)))
        control.on("POST", "/_rig/environments", lambda body, _: self._locked(lambda: self._layer.invalidate(body)))
        control.on("POST", "/_rig/parameters", lambda body, _: self._locked(lambda: self._emulator.publish(**body)))
        control.on("POST", "/_rig/reset", self._reset)
        return control

    def _locked(self, question: Callable[[], Any]) -> Any:
        with self._lock:
            return question()

    def _advance(self, body: Any, _: Any) -> Any:
        self.clock.advance(float(body["advance"]))
        return {"offset": self.clock.offset()}

    def _change(self, body: Any, _: Any) -> Any:
        self.settings.change(body)
        return dataclasses.asdict(self.settings)

    def _reset(self, *_: Any) -> Any:
        self.faults.clear()
        self.breakpoints.clear()
        with self._lock:
            planted = self._emulator.reset(self._plain)
            self._layer.reset()
            self.settings = self._initial()
        return planted
