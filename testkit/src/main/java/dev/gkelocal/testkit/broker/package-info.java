/**
 * The real broker for tests, as a child process.
 *
 * <p>It is found in {@code deploy/broker/target/broker/lib} of the repository, so a module that uses it must be built
 * after that one. It says so in its pom, without taking any of the broker's jars:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>dev.gkelocal</groupId><artifactId>broker</artifactId><version>${project.version}</version>
 *   <type>pom</type><scope>test</scope>
 *   <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
 * </dependency>
 * }</pre>
 *
 * <p>Build with {@code verify} (or at least {@code package}): the folder is filled in that phase.
 */
@NullMarked
package dev.gkelocal.testkit.broker;

import org.jspecify.annotations.NullMarked;
