#!/usr/bin/env python3
"""A bridge: the adapter protocol, version 1, in front of a T-Server.

Python 3, standard library only. Two parts:

    TServer   a small T-Server that does what the document "Releasing calls" says.
              Replace this class by the calls into your T-Server.
    Bridge    the protocol: one JSON object a line, in and out. Keep it.

Try it:

    npx partyline fuzz --adapter "exec:python3 docs/bridges/bridge.py"

and see what a finding looks like, with one of the deliberate faults:

    npx partyline fuzz --adapter "exec:python3 docs/bridges/bridge.py --fault released-twice"

Or let it listen on 127.0.0.1, to one connection after the other:

    python3 docs/bridges/bridge.py --listen 3000
    npx partyline fuzz --adapter tcp://127.0.0.1:3000
"""

import argparse
import json
import socket
import sys

FAULTS = (
    "call-state-off-by-one",  # Conferenced, although no more than two parties remain
    "released-twice",  # the party that leaves a conference is told so twice
    "third-party-dn-missing",  # EventPartyDeleted does not say who asked
    "crash-on-delete",  # the process dies of a TDeleteFromConference
)


class TServer:
    """Calls between parties, and the events of the three phases in which parties leave them."""

    def __init__(self, fault=None):
        self.distribute = None  # is called for every event, with a dict of its attributes
        self.fault = fault
        self.calls = {}  # ConnID -> {DN: is it monitored?}, in the order in which they joined
        self.calls_made = 0

    def establish(self, dns, unmonitored):
        """Makes a call in which exactly these parties talk, and returns its ConnID."""
        self.calls_made += 1
        conn_id = f"{self.calls_made:016x}"
        self.calls[conn_id] = {**dict.fromkeys(dns, True), **dict.fromkeys(unmonitored, False)}
        return conn_id

    def add_party(self, conn_id, dn):
        self.calls[conn_id][dn] = True

    def forget(self, conn_id):
        self.calls.pop(conn_id, None)

    def forget_all(self):
        self.calls.clear()

    def release_call(self, conn_id, this_dn):
        """TReleaseCall: `this_dn` hangs up."""
        parties = self.calls.get(conn_id, {})
        if this_dn not in parties:
            self.refuse(conn_id, this_dn, 470, "Party is not on the call")
        elif len(parties) > 2:
            self.leave_conference(conn_id, leaving=this_dn, asked_by=this_dn)
        else:
            self.end_call(conn_id)

    def delete_from_conference(self, conn_id, this_dn, other_dn):
        """TDeleteFromConference: `this_dn` removes `other_dn`."""
        if self.fault == "crash-on-delete":
            raise RuntimeError("the deliberate fault crash-on-delete")
        parties = self.calls.get(conn_id, {})
        if this_dn not in parties or other_dn not in parties:
            self.refuse(conn_id, this_dn, 470, "Party is not on the call")
        elif this_dn == other_dn:
            # The document does not say. A party that deletes itself hangs up, here.
            self.release_call(conn_id, this_dn)
        elif len(parties) > 2:
            self.leave_conference(conn_id, leaving=other_dn, asked_by=this_dn)
        else:
            # The document does not say. A call of two is not a conference, here.
            self.refuse(conn_id, this_dn, 762, "Invalid delete from conference")

    def end_call(self, conn_id):
        """Release phase: both parties are released."""
        parties = self.calls.pop(conn_id)
        for this_dn in parties:
            (other_dn,) = (dn for dn in parties if dn != this_dn)
            self.tell(parties, "EventReleased", conn_id, this_dn, OtherDN=other_dn, CallState="OK")

    def leave_conference(self, conn_id, leaving, asked_by):
        """Release from conference phase, and delete from conference phase."""
        parties = self.calls[conn_id]
        times = 2 if self.fault == "released-twice" else 1
        for _ in range(times):
            # OtherDN would be "the rest of the conference", so it is absent.
            self.tell(parties, "EventReleased", conn_id, leaving, CallState="OK")
        del parties[leaving]

        # Footnote a: Conferenced if more than two parties remain, otherwise OK.
        most_for_ok = 1 if self.fault == "call-state-off-by-one" else 2
        attributes = {
            "OtherDN": leaving,
            "OtherDNRole": "DeletedParty",
            "ThirdPartyDN": asked_by,
            "ThirdPartyDNRole": "DeletedBy",
            "CallState": "Conferenced" if len(parties) > most_for_ok else "OK",
        }
        if self.fault == "third-party-dn-missing":
            del attributes["ThirdPartyDN"]
        for this_dn in parties:
            self.tell(parties, "EventPartyDeleted", conn_id, this_dn, **attributes)

    def tell(self, parties, name, conn_id, this_dn, **attributes):
        """Events go to monitored parties only."""
        if parties[this_dn]:
            self.distribute({"name": name, "ConnID": conn_id, "ThisDN": this_dn, **attributes})

    def refuse(self, conn_id, this_dn, code, message):
        """A request that cannot be carried out has no effect but an EventError to whoever asked."""
        self.distribute(
            {
                "name": "EventError",
                "ConnID": conn_id,
                "ThisDN": this_dn,
                "ErrorCode": code,
                "ErrorMessage": message,
            }
        )


class Bridge:
    """Takes requests line by line, in their order, and writes events and answers."""

    # Leave out what your T-Server, or your bridge, cannot do.
    CAPABILITIES = {
        "maxParties": 64,
        "maxCalls": 64,
        "sharedParties": True,  # a DN may be in several calls at once
        "addParty": True,
        "concurrent": True,  # several requests of one call may be in flight
        "unmonitored": True,  # parties to which nothing is distributed
    }

    def __init__(self, t_server, lines_in, lines_out):
        self.t_server = t_server
        self.lines_in = lines_in
        self.lines_out = lines_out
        t_server.distribute = self.event

    def run(self):
        """Takes requests until there are no more. No call outlives them."""
        try:
            for line in self.lines_in:
                if line.strip() and not self.take(line):
                    break
        finally:
            self.t_server.forget_all()

    def take(self, line):
        """Answers a request, and says whether another one may follow."""
        try:
            message = json.loads(line.decode())
        except ValueError as error:
            # Errors are for trouble of the bridge itself, never for what the T-Server refuses.
            self.write({"id": None, "error": {"code": -32700, "message": str(error)}})
            return True
        name = message["method"]
        if name in self.METHODS:
            result = self.METHODS[name](self, message["params"])
            self.write({"id": message["id"], "result": result or {}})
        else:
            error = {"code": -32601, "message": f"unknown method {name}"}
            self.write({"id": message["id"], "error": error})
        return name != "shutdown"

    def write(self, message):
        self.lines_out.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.lines_out.flush()  # or the harness waits for what lies in a buffer

    def event(self, event):
        self.write({"method": "event", "params": event})

    def initialize(self, params):
        return {
            "protocolVersion": 1,
            "implementation": {"name": "example-bridge", "version": "1.0"},
            "capabilities": self.CAPABILITIES,
        }

    def establish(self, params):
        # Answer only when every party talks: what is distributed until then is not judged.
        return {"connID": self.t_server.establish(params["dns"], params.get("unmonitored", []))}

    def add_party(self, params):
        self.t_server.add_party(params["connID"], params["dn"])

    def send(self, params):
        if params["request"] == "TReleaseCall":
            self.t_server.release_call(params["connID"], params["thisDN"])
        else:
            self.t_server.delete_from_conference(
                params["connID"], params["thisDN"], params["otherDN"]
            )

    def fence(self, params):
        """Answer only when every event of the requests before has been written.

        This T-Server distributes at once, so there is nothing to wait for.
        """

    def discard(self, params):
        self.t_server.forget(params["connID"])

    def reset(self, params):
        self.t_server.forget_all()

    def shutdown(self, params):
        pass

    METHODS = {
        "initialize": initialize,
        "establish": establish,
        "addParty": add_party,
        "send": send,
        "fence": fence,
        "discard": discard,
        "reset": reset,
        "shutdown": shutdown,
    }


def serve(server, t_server):
    """Takes one connection after the other, for ever."""
    print(f"listening on 127.0.0.1:{server.getsockname()[1]}", file=sys.stderr, flush=True)
    while True:
        connection, _ = server.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # send each line at once
        try:
            with connection, connection.makefile("rwb") as stream:
                Bridge(t_server, stream, stream).run()
        except ConnectionError as error:
            print(f"the connection was lost: {error}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description="An example bridge of the adapter protocol.")
    parser.add_argument("--fault", choices=FAULTS, help="what the T-Server is to get wrong")
    parser.add_argument("--listen", type=int, metavar="PORT", help="on 127.0.0.1; 0 for any")
    arguments = parser.parse_args()
    t_server = TServer(arguments.fault)
    if arguments.listen is None:
        Bridge(t_server, sys.stdin.buffer, sys.stdout.buffer).run()
        return
    try:
        server = socket.create_server(("127.0.0.1", arguments.listen))
    except (OSError, OverflowError) as error:
        parser.error(f"cannot listen on port {arguments.listen}: {error}")
    serve(server, t_server)


if __name__ == "__main__":
    main()
