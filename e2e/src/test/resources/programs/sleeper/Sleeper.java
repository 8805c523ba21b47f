import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Works 200 ms on each request, or as long as {@code ?ms=} says, and tells how long it really was. */
final class Sleeper {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                long start = System.nanoTime();
                var query = exchange.getRequestURI().getQuery();
                Thread.sleep(query == null ? 200 : Integer.parseInt(query.substring("ms=".length())));
                long served = (System.nanoTime() - start) / 1_000_000;
                exchange.getResponseHeaders().set("X-Served-Millis", Long.toString(served));
                var body = (System.getenv("K_REVISION") + "\n").getBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }
}
