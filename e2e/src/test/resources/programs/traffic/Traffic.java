import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Every kind of traffic that a proxy can get wrong. POST /upload answers the size of the body; GET /stream writes five lines, each when the
 * one before was 300 ms ago; GET /echo becomes a WebSocket that sends text back.
 */
public class Traffic {
    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        try (var server = new ServerSocket(port);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                var socket = server.accept();
                threads.submit(() -> {
                    try (socket) {
                        serve(socket);
                    }
                    return null;
                });
            }
        }
    }

    private static void serve(Socket socket) throws Exception {
        var in = new BufferedInputStream(socket.getInputStream());
        var out = socket.getOutputStream();
        while (true) {
            var first = line(in);
            var headers = new HashMap<String, String>();
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(), line.substring(colon + 1).strip());
            }
            if (first.contains(" /upload")) {
                answer(out, Long.toString(body(in, headers)));
            } else if (first.contains(" /stream")) {
                stream(out);
            } else if (first.contains(" /echo")) {
                echo(in, out, headers.get("sec-websocket-key"));
                return;
            } else {
                answer(out, "ok");
            }
        }
    }

    private static long body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            var length = Long.parseLong(headers.get("content-length"));
            in.skipNBytes(length);
            return length;
        }
        var read = 0L;
        while (headers.containsKey("transfer-encoding")) {
            var size = Long.parseLong(line(in), 16);
            in.skipNBytes(size);
            line(in);
            read += size;
            if (size == 0) {
                break;
            }
        }
        return read;
    }

    private static void stream(OutputStream out) throws Exception {
        text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n");
        for (var i = 0; i < 5; i++) {
            text(out, "6\r\nline " + i + "\r\n");
            Thread.sleep(300);
        }
        text(out, "0\r\n\r\n");
    }

    private static void echo(InputStream in, OutputStream out, String key) throws Exception {
        var digest = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        text(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
        while (true) {
            var head = in.read();
            if (head < 0 || (head & 15) == 8) {
                return;
            }
            var payload = new byte[in.read() & 127];
            var mask = in.readNBytes(4);
            in.readNBytes(payload, 0, payload.length);
            for (var i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            out.write(head);
            out.write(payload.length);
            out.write(payload);
            out.flush();
        }
    }

    private static void answer(OutputStream out, String text) throws IOException {
        text(out, "HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
