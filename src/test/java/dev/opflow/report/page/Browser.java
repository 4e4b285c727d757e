package dev.opflow.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LISTENING = "DevTools listening on ";

    /** What it told unasked: requests, messages of the console, exceptions, dialogs. */
    final List<JsonNode> events = new ArrayList<>();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private String session = "";
    private int calls;

    private Browser(Process process, URI address) {
        this.process = process;
        socket = client.newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Where one is installed: as system property opflow.chromium says, else on the path. */
    static Optional<Path> installed() {
        String named = System.getProperty("opflow.chromium");
        Stream<Path> usual = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return (named == null ? usual : Stream.of(Path.of(named)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .start();
        BufferedReader errors = process.errorReader();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(LISTENING)) {
                URI address = URI.create(line.substring(LISTENING.length()).strip());
                Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
                Browser browser = new Browser(process, address);
                browser.openTab();
                return browser;
            }
        }
        throw new IOException(program + " ended with " + process.exitValue());
    }

    private void openTab() {
        String target = call("Target.createTarget", "url", "about:blank")
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", "targetId", target, "flatten", true)
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable");
        }
    }

    /** Opens a page as wide as that, and forgets what was told before. */
    void open(Path page, int width, String colourScheme) {
        call("Page.navigate", "url", "about:blank");
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                900,
                "deviceScaleFactor",
                1,
                "mobile",
                false);
        ObjectNode feature =
                JSON.createObjectNode().put("name", "prefers-color-scheme").put("value", colourScheme);
        call("Emulation.setEmulatedMedia", "features", JSON.createArrayNode().add(feature));
        events.clear();
        call("Page.navigate", "url", page.toUri().toString());
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!evaluate("location.href + ' ' + document.readyState").asText().equals(page.toUri() + " complete")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(page + " does not load");
            }
        }
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) {
        JsonNode answer = call("Runtime.evaluate", "expression", expression, "returnByValue", true);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Presses and releases the mouse in the middle of an element, as a person does. */
    void click(String selector) {
        JsonNode place = evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'center', inline: 'center'}); const r = e.getBoundingClientRect();"
                + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    "type",
                    type,
                    "x",
                    place.path(0).asDouble(),
                    "y",
                    place.path(1).asDouble(),
                    "button",
                    "left",
                    "clickCount",
                    1);
        }
    }

    /** Types text where the focus is. */
    void type(String text) {
        call("Input.insertText", "text", text);
    }

    JsonNode call(String method, Object... parameters) {
        ObjectNode message = JSON.createObjectNode().put("id", ++calls).put("method", method);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        ObjectNode all = message.putObject("params");
        for (int k = 0; k < parameters.length; k += 2) {
            all.set((String) parameters[k], JSON.valueToTree(parameters[k + 1]));
        }
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonNode told = next(method);
            if (told.path("id").asInt() == calls) {
                if (told.has("error")) {
                    throw new IllegalStateException(method + ": " + told.path("error"));
                }
                return told.path("result");
            }
            events.add(told);
        }
    }

    private JsonNode next(String method) {
        try {
            JsonNode told = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (told == null) {
                throw new IllegalStateException("no answer to " + method);
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        process.destroy();
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    answers.add(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
