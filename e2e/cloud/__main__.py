"""`python -m cloud`: starts the server and prints its address when it is ready."""

import argparse
import json
import signal
import sys
from pathlib import Path

from cloud.application import Application
from cloud.recorder import Recorder
from cloud.server import listen
from cloud.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="cloud", description="AWS for the end-to-end tests.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--log", type=Path, help="file that gets one JSON line per call")
    parser.add_argument("--plain", action="store_true", help="moto as it is: no rule of ours")
    parser.add_argument("--delay", type=float, default=Settings.delay, help="seconds an asynchronous change takes")
    parser.add_argument("--job-times", default="{}", help='JSON, such as {"running": 60}')
    parser.add_argument("--regions", default="eu-west-1", help="Regions that get networks and buckets")
    arguments = parser.parse_args()

    def settings() -> Settings:
        initial = Settings()
        initial.change({"delay": arguments.delay, "jobTimes": json.loads(arguments.job_times)})
        return initial

    application = Application(settings, Recorder(arguments.log), arguments.regions.split(","), arguments.plain)
    server = listen(application, arguments.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
