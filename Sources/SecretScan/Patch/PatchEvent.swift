/// What a patch says, piece by piece.
enum PatchEvent: Equatable {
    /// - parents: how many of them the patch names.
    case commit(String, parents: Int)
    /// A line of the commit's message, or what is left of it.
    case messageLine([UInt8])
    /// A part of a long one.
    case messagePart([UInt8])
    /// The commit's author or its committer, by name and address.
    case person([UInt8])
    /// The name of the branch that the commits are on.
    case branch([UInt8])
    /// A file gets this name, which no file of the commit before had.
    case newName(String)
    /// The file that is changed, by its new name.
    case file(String)
    /// The lines that follow are numbered from here on in the new file.
    case hunk(firstLine: Int)
    /// A line that the change adds begins: its bytes follow in one or more pieces of ``bytes``.
    case addedLine
    /// The same of a line that was there already.
    case keptLine
    case bytes(Range<Int>)
    case lineEnd
}
