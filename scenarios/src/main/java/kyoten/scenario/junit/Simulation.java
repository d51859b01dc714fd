package kyoten.scenario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method without parameters that returns a {@link kyoten.scenario.Scenario}: each seed is one run of it in a simulated world, and the
 * test passes if every claim holds in all of them. A claim that nothing was ever there to look at is no pass.
 *
 * <p>The parameter {@code kyoten.seed} of the JUnit Platform, a system property for one, takes the place of the seeds: {@code
 * -Dkyoten.seed=69}. The run with the smallest seed that breaks a claim is written into the folder {@code
 * target/kyoten-runs/Class.method}; the parameter {@code kyoten.runs} names another one than {@code target/kyoten-runs}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Simulation {

    /** The seeds, as {@code 1..100} or {@code 69}. */
    String seeds() default "1..20";
}
