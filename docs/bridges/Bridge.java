/*
 * A bridge: the adapter protocol, version 1, in front of a T-Server.
 *
 * Java 17, standard library only, one file that needs no build. Four parts:
 *
 *   Bridge             the protocol: one JSON object a line, in and out. Keep it.
 *   TServer            what the bridge asks of a T-Server: the place for the Platform SDK.
 *   SimulatedTServer   a small T-Server that does what the document "Releasing calls" says.
 *                      Replace it by a class that calls into yours.
 *   Json               JSON, which the standard library lacks. Keep it.
 *
 * Try it, also with one of the deliberate faults; or let it listen on 127.0.0.1:
 *
 *   npx partyline fuzz --adapter "exec:java docs/bridges/Bridge.java"
 *   npx partyline fuzz --adapter "exec:java docs/bridges/Bridge.java --fault released-twice"
 *   java docs/bridges/Bridge.java --listen 3000
 */

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static java.util.stream.Collectors.joining;

import java.io.*;
import java.math.BigDecimal;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.*;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.*;

/** Takes requests line by line, in their order, and writes events and answers. */
final class Bridge {
    /** Leave out what your T-Server, or your bridge, cannot do. */
    private static final Map<String, Object> CAPABILITIES = Json.object(
        "maxParties", 64,
        "maxCalls", 64,
        "sharedParties", true, // a DN may be in several calls at once
        "addParty", true,
        "concurrent", true, // several requests of one call may be in flight
        "unmonitored", true); // parties to which nothing is distributed

    private final TServer tServer;
    private OutputStream out = OutputStream.nullOutputStream();

    private Bridge(String fault) {
        tServer = new SimulatedTServer(this::event, fault);
    }

    public static void main(String[] args) throws IOException {
        String fault = null;
        String port = null;
        for (int at = 0; at < args.length; at += 2) {
            String value = at + 1 < args.length ? args[at + 1] : "";
            boolean isFault = SimulatedTServer.FAULTS.contains(value);
            if (args[at].equals("--fault") && isFault) fault = value;
            else if (args[at].equals("--listen") && value.matches("[0-9]{1,5}")) port = value;
            else exit("wrong option " + args[at] + " '" + value + "'; there are --listen PORT "
                + "(0 for any) and --fault with one of " + SimulatedTServer.FAULTS);
        }
        OutputStream stdout = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // what a library prints must not get into the protocol
        Bridge bridge = new Bridge(fault);
        if (port == null) bridge.run(System.in, stdout);
        else bridge.serve(Integer.parseInt(port));
    }

    private static void exit(String why) {
        System.err.println("Bridge.java: error: " + why);
        System.exit(2);
    }

    /** Takes one connection after the other, for ever. */
    private void serve(int port) throws IOException {
        var server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException | IllegalArgumentException error) {
            exit("cannot listen on port " + port + ": " + error.getMessage());
        }
        System.err.println("listening on 127.0.0.1:" + server.getLocalPort());
        while (true) {
            Socket connection = server.accept();
            try (connection) {
                connection.setTcpNoDelay(true); // send each line at once
                run(connection.getInputStream(), connection.getOutputStream());
            } catch (SocketException error) {
                System.err.println("the connection was lost: " + error.getMessage());
            }
        }
    }

    /** Takes requests until there are no more. No call outlives them. */
    private void run(InputStream in, OutputStream out) throws IOException {
        synchronized (this) {
            this.out = out;
        }
        try {
            var lines = new BufferedInputStream(in);
            boolean more = true;
            for (byte[] line; more && (line = readLine(lines)) != null; ) more = take(line);
        } finally {
            tServer.reset().toCompletableFuture().join();
        }
    }

    /** A line without its end; null where there is none that has an end. */
    private static byte[] readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0; line.write(next))
            if (next == '\n') return line.toByteArray();
        return null;
    }

    /** Begins with a request, without waiting for its end, and says whether another may follow. */
    private boolean take(byte[] line) {
        if (new String(line, UTF_8).isBlank()) return true;
        Request request;
        try {
            request = Request.read(line);
        } catch (IllegalArgumentException error) {
            writeError(null, -32700, error.getMessage());
            return true;
        }
        // The result may come after the next requests, and on another thread.
        carryOut(request).whenComplete((result, failure) -> {
            Object answer = result == null ? Map.of() : result;
            int code = failure instanceof UnsupportedOperationException ? -32601 : -32000;
            if (failure == null) write(Json.object("id", request.id(), "result", answer));
            else writeError(request.id(), code, failure.getMessage());
        });
        return !request.method().equals("shutdown");
    }

    private CompletionStage<?> carryOut(Request request) {
        return switch (request.method()) {
            case "initialize" -> completedStage(Json.object(
                "protocolVersion", 1,
                "implementation", Json.object("name", "example-bridge", "version", "1.0"),
                "capabilities", CAPABILITIES));
            case "establish" -> tServer
                .establish(request.texts("dns"), request.texts("unmonitored"))
                .thenApply(connID -> Json.object("connID", connID));
            case "addParty" ->
                tServer.addParty(request.text("connID"), request.text("by"), request.text("dn"));
            case "send" -> send(request);
            case "fence" -> tServer.fence();
            case "discard" -> tServer.discard(request.text("connID"));
            case "reset" -> tServer.reset();
            case "shutdown" -> completedStage(null);
            default -> failedStage(
                new UnsupportedOperationException("unknown method " + request.method()));
        };
    }

    private CompletionStage<?> send(Request request) {
        String thisDN = request.text("thisDN");
        String connID = request.text("connID");
        if (request.text("request").equals("TReleaseCall")) tServer.releaseCall(thisDN, connID);
        else tServer.deleteFromConference(thisDN, connID, request.text("otherDN"));
        return completedStage(null);
    }

    private void event(Map<String, Object> event) {
        write(Json.object("method", "event", "params", event));
    }

    /** Only for trouble of the bridge itself, never for what the T-Server refuses. */
    private void writeError(Object id, int code, String message) {
        write(Json.object("id", id, "error", Json.object("code", code, "message", message)));
    }

    /** Events may come from another thread than answers: a line goes out whole, and at once. */
    private synchronized void write(Map<String, Object> message) {
        message.put("jsonrpc", "2.0");
        try {
            out.write((Json.write(message) + "\n").getBytes(UTF_8));
            out.flush();
        } catch (IOException error) { // then no request follows either
            System.err.println("nobody reads any more: " + error.getMessage());
        }
    }
}

/** A line of the harness. */
record Request(Object id, String method, Map<?, ?> params) {
    static Request read(byte[] line) {
        if (Json.read(line) instanceof Map<?, ?> message
                && message.get("method") instanceof String method
                && message.get("params") instanceof Map<?, ?> params)
            return new Request(message.get("id"), method, params);
        throw new IllegalArgumentException("a request is an object with method and params");
    }

    String text(String name) {
        return (String) params.get(name);
    }

    List<String> texts(String name) {
        List<?> texts = params.get(name) instanceof List<?> list ? list : List.of();
        return texts.stream().map(String.class::cast).toList();
    }
}

/**
 * The calls into a T-Server: behind this interface is the place for the Genesys Platform SDK.
 *
 * <p>The SDK is licensed and not here: nothing that is shown of it has been compiled. The names are
 * those that public Java clients of it use; hold them against the reference of your release. How to
 * set calls up, end them, and answer a fence stands in docs/bridges.md.
 *
 * <pre>
 * protocol = new TServerProtocol(new Endpoint("t-server", host, port));
 * protocol.setClientName("partyline");
 * protocol.setMessageHandler(this::received);
 * protocol.open();
 * protocol.request(RequestRegisterAddress.create( // for each DN
 *     dn, RegisterMode.ModeShare, ControlMode.RegisterDefault, AddressType.DN));
 *
 * void received(Message message) { // on a thread of the SDK
 *     if (message instanceof EventReleased event)
 *         distribute.accept(Json.object(
 *             "name", message.messageName(),
 *             "ConnID", event.getConnID().toString(), // it is a ConnectionId
 *             "ThisDN", event.getThisDN(),
 *             "CallState", message.getMessageAttribute("CallState"))); // it is an Integer
 *     // Likewise EventError, and EventPartyDeleted with OtherDN, OtherDNRole, ThirdPartyDN and
 *     // ThirdPartyDNRole; a role is a DNRole, of which name() will do. Leave out what is null.
 * }
 * </pre>
 *
 * <p>No method may wait for the T-Server: what it returns is completed by what is received.
 */
interface TServer {
    /** RequestMakeCall, RequestAnswerCall; then as addParty. Gives the ConnID once all talk. */
    CompletionStage<String> establish(List<String> dns, List<String> unmonitored);

    /** RequestSingleStepConference, or RequestInitiateConference and RequestCompleteConference. */
    CompletionStage<Void> addParty(String connID, String by, String dn);

    /** protocol.send(RequestReleaseCall.create(thisDN, new ConnectionId(connID))). */
    void releaseCall(String thisDN, String connID);

    /** Likewise RequestDeleteFromConference.create(thisDN, new ConnectionId(connID), otherDN). */
    void deleteFromConference(String thisDN, String connID, String otherDN);

    /** Complete once every event of the requests before has been distributed. */
    CompletionStage<Void> fence();

    /** RequestReleaseCall for whoever is left, and none of the call's events is distributed. */
    CompletionStage<Void> discard(String connID);

    /** All calls are gone, as by discard. */
    CompletionStage<Void> reset();
}

/** Calls between parties, and the events of the three phases in which parties leave them. */
final class SimulatedTServer implements TServer {
    static final List<String> FAULTS = List.of(
        "call-state-off-by-one", // Conferenced, although no more than two parties remain
        "released-twice", // the party that leaves a conference is told so twice
        "third-party-dn-missing", // EventPartyDeleted does not say who asked
        "crash-on-delete"); // the process dies of a TDeleteFromConference

    /** This T-Server is done at once: there is never anything to wait for. */
    private static final CompletionStage<Void> DONE = completedStage(null);

    private final Consumer<Map<String, Object>> distribute;
    private final String fault;
    /** By ConnID, the parties in the order in which they joined: is the DN monitored? */
    private final Map<String, Map<String, Boolean>> calls = new HashMap<>();
    private int callsMade = 0;

    /** Gives every event to distribute. The fault may be null. */
    SimulatedTServer(Consumer<Map<String, Object>> distribute, String fault) {
        this.distribute = distribute;
        this.fault = fault;
    }

    @Override
    public CompletionStage<String> establish(List<String> dns, List<String> unmonitored) {
        Map<String, Boolean> parties = new LinkedHashMap<>();
        dns.forEach(dn -> parties.put(dn, true));
        unmonitored.forEach(dn -> parties.put(dn, false));
        String connID = "%016x".formatted(++callsMade);
        calls.put(connID, parties);
        return completedStage(connID);
    }

    @Override
    public CompletionStage<Void> addParty(String connID, String by, String dn) {
        calls.get(connID).put(dn, true);
        return DONE;
    }

    @Override
    public CompletionStage<Void> fence() {
        return DONE;
    }

    @Override
    public CompletionStage<Void> discard(String connID) {
        calls.remove(connID);
        return DONE;
    }

    @Override
    public CompletionStage<Void> reset() {
        calls.clear();
        return DONE;
    }

    @Override
    public void releaseCall(String thisDN, String connID) {
        Map<String, Boolean> parties = calls.getOrDefault(connID, Map.of());
        if (!parties.containsKey(thisDN)) refuse(connID, thisDN, 470, "Party is not on the call");
        else if (parties.size() > 2) leaveConference(connID, thisDN, thisDN);
        else endCall(connID);
    }

    @Override
    public void deleteFromConference(String thisDN, String connID, String otherDN) {
        if ("crash-on-delete".equals(fault))
            throw new IllegalStateException("the deliberate fault crash-on-delete");
        Map<String, Boolean> parties = calls.getOrDefault(connID, Map.of());
        if (!parties.containsKey(thisDN) || !parties.containsKey(otherDN))
            refuse(connID, thisDN, 470, "Party is not on the call");
        // The document does not say. A party that deletes itself hangs up, here.
        else if (thisDN.equals(otherDN)) releaseCall(thisDN, connID);
        else if (parties.size() > 2) leaveConference(connID, otherDN, thisDN);
        // The document does not say. A call of two is not a conference, here.
        else refuse(connID, thisDN, 762, "Invalid delete from conference");
    }

    /** Release phase: both parties are released. */
    private void endCall(String connID) {
        Map<String, Boolean> parties = calls.remove(connID);
        List<String> dns = List.copyOf(parties.keySet());
        for (int at = 0; at < 2; at++)
            tell(parties, "EventReleased", connID, dns.get(at),
                "OtherDN", dns.get(1 - at), "CallState", "OK");
    }

    /** Release from conference phase, and delete from conference phase. */
    private void leaveConference(String connID, String leaving, String askedBy) {
        Map<String, Boolean> parties = calls.get(connID);
        for (int times = "released-twice".equals(fault) ? 2 : 1; times > 0; times--)
            // OtherDN would be "the rest of the conference", so it is absent.
            tell(parties, "EventReleased", connID, leaving, "CallState", "OK");
        parties.remove(leaving);

        // Footnote a: Conferenced if more than two parties remain, otherwise OK.
        int mostForOK = "call-state-off-by-one".equals(fault) ? 1 : 2;
        String callState = parties.size() > mostForOK ? "Conferenced" : "OK";
        String thirdPartyDN = "third-party-dn-missing".equals(fault) ? null : askedBy;
        for (String thisDN : parties.keySet())
            tell(parties, "EventPartyDeleted", connID, thisDN,
                "OtherDN", leaving, "OtherDNRole", "DeletedParty",
                "ThirdPartyDN", thirdPartyDN, "ThirdPartyDNRole", "DeletedBy",
                "CallState", callState);
    }

    /** Events go to monitored parties only. An attribute that is null is left out. */
    private void tell(Map<String, Boolean> parties, String name, String connID, String thisDN,
            Object... attributes) {
        if (!parties.get(thisDN)) return;
        Map<String, Object> event = Json.object("name", name, "ConnID", connID, "ThisDN", thisDN);
        event.putAll(Json.object(attributes));
        event.values().removeIf(Objects::isNull);
        distribute.accept(event);
    }

    /** A request that cannot be carried out has no effect but an EventError to whoever asked. */
    private void refuse(String connID, String thisDN, int code, String message) {
        distribute.accept(Json.object("name", "EventError", "ConnID", connID, "ThisDN", thisDN,
            "ErrorCode", code, "ErrorMessage", message));
    }
}

/** JSON as maps, lists, strings, numbers, booleans and null. */
final class Json {
    private static final int DEEPEST = 64;
    private static final String SPACE = " \t\r\n";
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final Pattern WORD_OR_NUMBER = Pattern.compile(
        "true|false|null|-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?([eE][+-]?[0-9]{1,9})?");

    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    /** An object of names and values in turn, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2)
            object.put((String) namesAndValues[at], namesAndValues[at + 1]);
        return object;
    }

    /** The value in a line. It is UTF-8, whatever the charset of the platform is. */
    static Object read(byte[] line) {
        try {
            var json = new Json(UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString());
            Object value = json.value(0);
            json.skipSpace();
            if (json.at < json.text.length()) throw json.wrong();
            return value;
        } catch (CharacterCodingException error) {
            throw new IllegalArgumentException("the line is not UTF-8", error);
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("the line is not JSON from character " + at + " on");
    }

    private void skipSpace() {
        while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) at++;
    }

    private char next() {
        if (at == text.length()) throw wrong();
        return text.charAt(at++);
    }

    /** Takes a character, if it is the next one. */
    private boolean takes(char wanted) {
        skipSpace();
        boolean isNext = at < text.length() && text.charAt(at) == wanted;
        if (isNext) at++;
        return isNext;
    }

    private void expect(char wanted) {
        if (!takes(wanted)) throw wrong();
    }

    private Object value(int depth) {
        if (depth > DEEPEST) throw new IllegalArgumentException("the line is nested too deep");
        if (takes('{')) return members(depth);
        if (takes('[')) return elements(depth);
        return takes('"') ? string() : wordOrNumber();
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (takes('}')) return members;
        do {
            expect('"');
            String name = string();
            expect(':');
            members.put(name, value(depth + 1));
        } while (takes(','));
        expect('}');
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        if (takes(']')) return elements;
        do elements.add(value(depth + 1)); while (takes(','));
        expect(']');
        return elements;
    }

    private String string() {
        var string = new StringBuilder();
        for (char next; (next = next()) != '"'; ) {
            if (next < ' ') throw wrong();
            string.append(next == '\\' ? escaped(next()) : next);
        }
        return string.toString();
    }

    private char escaped(char letter) {
        if (letter == 'u') {
            int code = 0;
            for (int digits = 0; digits < 4; digits++)
                code = code << 4 | HexFormat.fromHexDigit(next());
            return (char) code;
        }
        if (ESCAPES.indexOf(letter) < 0) throw wrong();
        return ESCAPED.charAt(ESCAPES.indexOf(letter));
    }

    private Object wordOrNumber() {
        Matcher matcher = WORD_OR_NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) throw wrong();
        at = matcher.end();
        return switch (matcher.group()) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> new BigDecimal(matcher.group());
        };
    }

    static String write(Object value) {
        if (value instanceof Map<?, ?> members)
            return members.entrySet().stream()
                .map(member -> write(member.getKey()) + ":" + write(member.getValue()))
                .collect(joining(",", "{", "}"));
        if (value instanceof List<?> elements)
            return elements.stream().map(Json::write).collect(joining(",", "[", "]"));
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    /** What is not ASCII is escaped, even half a surrogate pair, for which UTF-8 has no bytes. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char next : text.toCharArray())
            if (next == '"' || next == '\\') quoted.append('\\').append(next);
            else if (next < ' ' || next > '~') quoted.append("\\u%04x".formatted((int) next));
            else quoted.append(next);
        return quoted.append('"').toString();
    }
}
