package dev.gkelocal.e2e.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test of something that only one kind of home has. Elsewhere it is skipped, with the reason. */
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Only.Condition.class)
public @interface Only {
    Target in();

    /** What the other home lacks. */
    String because();

    /** Skips, and says so in the report of faults. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var only = AnnotationSupport.findAnnotation(context.getElement(), Only.class);
            if (only.isEmpty() || only.get().in() == Target.chosen()) {
                return ConditionEvaluationResult.enabled("it has a meaning here");
            }
            FaultReport.skipped(name(context), only.get().because());
            return ConditionEvaluationResult.disabled(only.get().because());
        }

        private static String name(ExtensionContext context) {
            var type = context.getRequiredTestClass().getSimpleName();
            return context.getTestMethod().map(it -> type + "." + it.getName()).orElse(type);
        }
    }
}
