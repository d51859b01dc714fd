package kyoten.cli;

import io.vavr.collection.Vector;
import kyoten.scenario.search.Strategy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a way to search. */
final class StrategyName implements ITypeConverter<Strategy> {
    @Override
    public Strategy convert(String text) {
        return Strategy.named(text)
                .getOrElseThrow(() -> new TypeConversionException(
                        "expected " + Vector.of(Strategy.values()).mkString(", ") + "; found '" + text + "'"));
    }
}
