import CLinux
import Foundation
import Glibc

/// The folders that lead to some places and lie in them, each watched for what matters there.
struct WatchedRoute {
    private let inotify: Inotify
    /// What in a folder counts.
    private let inside: Int32
    private var wanted: [Int32: Names] = [:]
    /// Whether the way has changed while it was walked.
    private(set) var hasMoved = false

    /// What in a folder matters.
    private enum Names {
        case only(Set<String>)
        case everything
    }

    private enum Failure: Error { case untold }

    /// `nil` where the kernel cannot tell of all places.
    init?(to places: [String], eachWrite: Bool) {
        guard let inotify = Inotify() else { return nil }
        self.inotify = inotify
        inside = Self.inside | (eachWrite ? IN_MODIFY : 0)
        do {
            for place in places { try add(place) }
        } catch {
            inotify.close()
            return nil
        }
    }

    func begin(_ onChange: @escaping @Sendable () -> Void) -> ReadSource {
        let wanted = wanted
        return inotify.begin { notices in
            if notices.contains(where: { Self.matters($0, wanted) }) { onChange() }
        }
    }

    private static func matters(_ notice: Inotify.Notice, _ wanted: [Int32: Names]) -> Bool {
        if notice.has(own | IN_IGNORED | IN_UNMOUNT | IN_Q_OVERFLOW) { return true }
        return switch wanted[notice.watch] {
        case .everything: true
        case .only(let names): names.contains(notice.name)
        case nil: false
        }
    }

    private static let own = IN_DELETE_SELF | IN_MOVE_SELF
    private static let inside = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB
}

// MARK: - The way

extension WatchedRoute {
    /// Walks as the kernel would. Where a link, a file or nothing is next, its name in the folder matters; of other
    /// folders on the way, only that they stay.
    private mutating func add(_ place: String) throws(Failure) {
        var (folder, rest, links) = ("/", Self.names(place), 0)
        watch(folder)
        while let name = rest.popLast() {
            if name == ".." {
                folder = (folder as NSString).deletingLastPathComponent
                continue
            }
            let next = (folder as NSString).appendingPathComponent(name)
            if Self.isFolder(next) {
                folder = next
                watch(folder)
                continue
            }
            try watch(folder, for: .only([name]))
            if Self.isFolder(next) { hasMoved = true }
            guard let target = Self.target(ofLink: next), links < 40 else { return }
            links += 1
            if target.hasPrefix("/") { folder = "/" }
            rest += Self.names(target)
        }
        try watchAll(in: folder)
    }

    /// The parts of a path, the first one last.
    private static func names(_ path: String) -> [String] {
        path.split(separator: "/").reversed().filter { $0 != "." }.map(String.init)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func target(ofLink path: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }

    /// A folder is watched before it is read, so that no new one in it goes unseen.
    private mutating func watchAll(in folder: String) throws(Failure) {
        try watch(folder, for: .everything)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            if Self.isFolder(folder) { throw .untold }
            return
        }
        for name in names {
            let next = (folder as NSString).appendingPathComponent(name)
            if Self.isFolder(next) { try watchAll(in: next) }
        }
    }

    /// A folder that may not be read cannot be watched; above what matters that is no loss.
    private mutating func watch(_ folder: String) {
        guard let watch = inotify.watch(folder, for: Self.own | IN_ONLYDIR | IN_MASK_ADD) else { return }
        wanted[watch] = wanted[watch] ?? .only([])
    }

    private mutating func watch(_ folder: String, for names: Names) throws(Failure) {
        guard !Self.isRemote(folder) else { throw .untold }
        guard let watch = inotify.watch(folder, for: Self.own | inside | IN_ONLYDIR | IN_MASK_ADD) else {
            guard errno == ENOENT || errno == ENOTDIR else { throw .untold }
            hasMoved = true
            return
        }
        switch (wanted[watch], names) {
        case (.everything, _): break
        case (.only(let known), .only(let new)): wanted[watch] = .only(known.union(new))
        case (_, _): wanted[watch] = names
        }
    }

    /// Whether others may change the folder without this kernel's knowledge, as over a network (statfs(2)).
    private static func isRemote(_ folder: String) -> Bool { !localTypes.contains(clinux_file_system(folder)) }

    /// ext2 to 4, XFS, Btrfs, tmpfs, ramfs, overlayfs, ZFS, F2FS, bcachefs, JFS, ReiserFS, FAT, exFAT, NTFS, eCryptfs.
    private static let localTypes: Set<UInt32> = [
        0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x8584_58F6, 0x794C_7630, 0x2FC1_2FC1, 0xF2F5_2010, 0xCA45_1A4E,
        0x3153_464A, 0x5265_4973, 0x4D44, 0x2011_BAB0, 0x7366_746E, 0xF15F,
    ]
}
