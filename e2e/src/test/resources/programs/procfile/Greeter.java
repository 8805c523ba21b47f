import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** Greets with the name that GREETING gives. */
final class Greeter {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 0);
        var body = (System.getenv().getOrDefault("GREETING", "hello") + " from " + System.getenv("K_SERVICE") + "\n").getBytes();
        server.createContext("/", exchange -> {
            try (exchange) {
                System.out.println("greeting somebody");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }
}
