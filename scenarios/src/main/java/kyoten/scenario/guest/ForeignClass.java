package kyoten.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one class: whom it uses, and which taboos it breaks. */
final class ForeignClass extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final String within;
    private final TreeSet<String> used = new TreeSet<>();
    private final List<Offence> offences = new ArrayList<>();
    private String self = "";
    private String file = "";

    /** @param within how the names of the library's classes begin */
    ForeignClass(String within) {
        super(API);
        this.within = within;
    }

    /** The classes of the library that it uses. */
    TreeSet<String> used() {
        return used;
    }

    List<Offence> offences() {
        return offences;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        self = name;
        uses(superName);
        if (interfaces != null) {
            for (String one : interfaces) {
                uses(one);
            }
        }
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source == null ? "" : source;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Calls(name);
    }

    private void uses(@Nullable String name) {
        if (name != null && name.startsWith(within)) {
            used.add(name);
        }
    }

    /** What a method calls. */
    private final class Calls extends MethodVisitor {
        private final String method;
        private int line;

        Calls(String method) {
            super(API);
            this.method = method;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            uses(type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            uses(owner);
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type && type.getSort() == Type.OBJECT) {
                uses(type.getInternalName());
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            called(owner, name, descriptor);
        }

        /** References to methods; the bodies of lambdas are methods of the class itself. */
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    called(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }

        private void called(String owner, String name, String descriptor) {
            uses(owner);
            Taboo.on(owner, name, descriptor)
                    .forEach(taboo -> offences.add(new Offence(place(), dotted(owner) + '.' + name, taboo.instead())));
        }

        private String place() {
            return dotted(self) + '.' + method + '(' + file + ':' + line + ')';
        }

        private static String dotted(String name) {
            return name.replace('/', '.');
        }
    }
}
