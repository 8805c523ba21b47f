exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 Greeter.java
