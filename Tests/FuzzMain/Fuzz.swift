import CFuzzer
import Foundation
import Fuzzing

/// `fuzz TARGET FOLDER [libFuzzer's options]`: writes the target's samples into the folder and lets libFuzzer go on
/// from what is there. Without arguments it prints the names of the targets.
enum Program {
    static let arguments = Array(CommandLine.arguments.dropFirst())
    static let target = FuzzTarget.all.first { $0.name == arguments.first }

    static func main() -> CInt {
        guard let target, arguments.count >= 2 else {
            for target in FuzzTarget.all { FileHandle.standardOutput.write(Data("\(target)\n".utf8)) }
            return arguments.isEmpty ? 0 : 2
        }
        let folder = URL(filePath: arguments[1])
        for (number, sample) in target.samples.enumerated() {
            let file = folder.appending(path: "sample-\(number)")
            guard (try? Data(sample).write(to: file)) != nil else { return 2 }
        }
        return runDriver([CommandLine.arguments[0]] + arguments.dropFirst())
    }

    private static func runDriver(_ words: [String]) -> CInt {
        // libFuzzer keeps the words for as long as the process lives.
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        return pointers.withUnsafeMutableBufferPointer { buffer in
            var (count, start) = (CInt(words.count), buffer.baseAddress)
            return LLVMFuzzerRunDriver(&count, &start) { start, count in
                Program.target?.read(Array(UnsafeBufferPointer(start: start, count: count)))
                return 0
            }
        }
    }
}

exit(Program.main())
