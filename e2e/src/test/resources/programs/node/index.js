const http = require("node:http");

http
  .createServer((request, response) => response.end(`hello from ${process.env.K_SERVICE}\n`))
  .listen(process.env.PORT, "0.0.0.0");
