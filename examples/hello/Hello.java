import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Says hello after 100 ms, as a service does that waits for a model or a database; `?ms=` asks for another time. */
final class Hello {
    private static final int USUAL_MILLIS = 100;

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", Hello::answer);
        server.start();
        System.out.println("listening on " + port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("stopping: requests in progress may end");
            server.stop(5);
        }));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(millis(exchange.getRequestURI().getQuery()));
            var text = "Hello from " + System.getenv().getOrDefault("K_REVISION", "this machine") + "\n";
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static int millis(String query) {
        return query != null && query.matches("ms=\\d{1,5}") ? Integer.parseInt(query.substring(3)) : USUAL_MILLIS;
    }
}
