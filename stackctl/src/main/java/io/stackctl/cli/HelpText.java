package io.stackctl.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The library's help, but for flags that are on or off: the value that they may have is not shown. */
final class HelpText extends Help {
    HelpText(CommandSpec spec, ColorScheme colours) {
        super(spec, colours);
    }

    @Override
    public IParamLabelRenderer createDefaultParamLabelRenderer() {
        var usual = super.createDefaultParamLabelRenderer();
        return new IParamLabelRenderer() {
            @Override
            public Text renderParameterLabel(ArgSpec argument, Help.Ansi ansi, List<IStyle> styles) {
                return argument.type() == boolean.class
                        ? ansi.new Text("")
                        : usual.renderParameterLabel(argument, ansi, styles);
            }

            @Override
            public String separator() {
                return usual.separator();
            }
        };
    }
}
