#ifndef SLUICE_CEDITLINE_SHIM_H
#define SLUICE_CEDITLINE_SHIM_H

// libedit's variadic calls, each with the one signature that is used.
#include <histedit.h>
#include <wchar.h>

typedef wchar_t *(*sluice_prompt_function)(EditLine *);
typedef unsigned char (*sluice_edit_function)(EditLine *, wint_t);

/// The C library's header hides it unless asked for X/Open.
extern int wcwidth(wchar_t character);

/// The prompt; text between two `mark` characters is sent as it is and takes no room.
static inline int sluice_set_prompt(EditLine *editor, sluice_prompt_function function, wchar_t mark) {
    return el_wset(editor, EL_PROMPT_ESC, function, mark);
}

static inline int sluice_set_reader(EditLine *editor, el_rfunc_t function) {
    return el_wset(editor, EL_GETCFN, function);
}

static inline int sluice_set_client_data(EditLine *editor, void *data) {
    return el_wset(editor, EL_CLIENTDATA, data);
}

static inline void *sluice_client_data(EditLine *editor) {
    void *data = NULL;
    el_wget(editor, EL_CLIENTDATA, &data);
    return data;
}

static inline int sluice_use_emacs_keys(EditLine *editor) {
    return el_wset(editor, EL_EDITOR, L"emacs");
}

/// The key map in use: 1 if it is vi's, 0 if it is emacs's.
static inline int sluice_uses_vi_keys(EditLine *editor) {
    const wchar_t *name = NULL;
    el_wget(editor, EL_EDITOR, &name);
    return name != NULL && wcscmp(name, L"vi") == 0;
}

static inline int sluice_set_terminal(EditLine *editor, const char *name) {
    return el_set(editor, EL_TERMINAL, name);
}

static inline int sluice_set_history(EditLine *editor, HistoryW *history) {
    return el_wset(editor, EL_HIST, history_w, history);
}

static inline int sluice_history_size(HistoryW *history, HistEventW *event, int size) {
    return history_w(history, event, H_SETSIZE, size);
}

static inline int sluice_history_enter(HistoryW *history, HistEventW *event, const wchar_t *line) {
    return history_w(history, event, H_ENTER, line);
}

static inline int sluice_add_function(
    EditLine *editor, const wchar_t *name, const wchar_t *help, sluice_edit_function function) {
    return el_wset(editor, EL_ADDFN, name, help, function);
}

static inline int sluice_bind(EditLine *editor, const wchar_t *key, const wchar_t *function) {
    return el_wset(editor, EL_BIND, key, function, (wchar_t *)NULL);
}

/// Binds a key in vi's command mode.
static inline int sluice_bind_command(EditLine *editor, const wchar_t *key, const wchar_t *function) {
    return el_wset(editor, EL_BIND, L"-a", key, function, (wchar_t *)NULL);
}

/// While a line is edited, ^C, ^Z and ^\ are keys and make no signal, and line ends stay as they are.
static inline int sluice_take_raw_keys(EditLine *editor) {
    return el_wset(editor, EL_SETTY, L"-d", L"-isig", L"-icrnl", L"-inlcr", (wchar_t *)NULL);
}

/// 1: the terminal as editing wants it; 0: as it was.
static inline int sluice_prepare_terminal(EditLine *editor, int editing) {
    return el_wset(editor, EL_PREP_TERM, editing);
}

/// Draws prompt and line anew, from where the cursor is: it must be in column 0 of a clear row.
static inline int sluice_refresh(EditLine *editor) {
    return el_wset(editor, EL_REFRESH);
}

#endif
