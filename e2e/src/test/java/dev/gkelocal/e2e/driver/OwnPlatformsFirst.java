package dev.gkelocal.e2e.driver;

import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that bring up platforms of their own come before those that share one: a cluster has room for one, and the shared one need not
 * come up again then. Else by name.
 */
public final class OwnPlatformsFirst implements ClassOrderer {
    private static final Set<Class<?>> SHARING = Set.of(SharedPlatform.class, MonitoredPlatform.class);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(OwnPlatformsFirst::shares)
                        .thenComparing(it -> it.getTestClass().getName()));
    }

    private static boolean shares(ClassDescriptor descriptor) {
        return descriptor.findRepeatableAnnotations(ExtendWith.class).stream()
                .flatMap(it -> Set.of(it.value()).stream())
                .anyMatch(SHARING::contains);
    }
}
