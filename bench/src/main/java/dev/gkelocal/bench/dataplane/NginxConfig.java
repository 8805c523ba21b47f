package dev.gkelocal.bench.dataplane;

/** Debian's nginx, as the program and as the peer proxy: two workers, connections kept, nothing buffered or logged. */
final class NginxConfig {
    private NginxConfig() {}

    static String program(String folder, int port) {
        return frame(folder, "program", 1, """
                server { listen 127.0.0.1:%d; tcp_nodelay on;
                  location / { default_type text/plain; return 200 "Hello from the program\\n"; } }
                """.formatted(port));
    }

    /** The same headers as ours adds, and a connection pool as large. */
    static String proxy(String folder, int port, int program) {
        return frame(folder, "proxy", 2, """
                upstream program { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }
                server { listen 127.0.0.1:%d; tcp_nodelay on;
                  location / {
                    proxy_pass http://program; proxy_http_version 1.1; proxy_buffering off; proxy_request_buffering off;
                    proxy_set_header Connection ""; proxy_set_header Host $host;
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header Forwarded "for=$remote_addr;proto=$scheme";
                    proxy_set_header traceparent "00-$request_id-00f067aa0ba902b7-01";
                    proxy_set_header X-Cloud-Trace-Context "$request_id/67667974448284343;o=1";
                  } }
                """.formatted(program, port));
    }

    private static String frame(String folder, String name, int workers, String body) {
        return """
            daemon off; worker_processes %d; pid %s/%s.pid; error_log %s/%s.log error;
            events { worker_connections 8192; }
            http {
              access_log off; keepalive_requests 100000000; keepalive_timeout 75s;
              client_body_temp_path %s/body; proxy_temp_path %s/proxy; fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;
              %s
            }
            """.formatted(workers, folder, name, folder, name, folder, folder, folder, folder, folder, body);
    }
}
