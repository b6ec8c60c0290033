import Glibc

/// The flags of a terminal that editing changes: input, output, local.
func terminalModes(_ descriptor: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag]
}
