import Foundation
import Fuzzing

// `fuzz TARGET FOLDER [libFuzzer's options]`: writes the target's samples into the folder and lets libFuzzer go on from
// what is there. Without arguments it prints the names of the targets. The main function is libFuzzer's own.

private enum Fuzz {
    static let arguments = Array(CommandLine.arguments.dropFirst())
    static let target = FuzzTarget.all.first { $0.name == arguments.first }
}

/// Called first: takes the target's name away from the words that libFuzzer reads.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    guard let target = Fuzz.target, Fuzz.arguments.count >= 2 else {
        for target in FuzzTarget.all { FileHandle.standardOutput.write(Data("\(target)\n".utf8)) }
        exit(Fuzz.arguments.isEmpty ? 0 : 2)
    }
    let folder = URL(filePath: Fuzz.arguments[1])
    for (number, sample) in target.samples.enumerated() {
        guard (try? Data(sample).write(to: folder.appending(path: "sample-\(number)"))) != nil else { exit(2) }
    }
    words.pointee[1] = words.pointee[0]
    words.pointee += 1
    count.pointee -= 1
    return 0
}

/// Called for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Fuzz.target?.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
