<?php
/* php fill.php CONTENT.json: installs WordPress into its empty database and fills it. */
define('WP_INSTALLING', true);
$content = json_decode(file_get_contents($argv[1]), true);
$_SERVER['HTTP_HOST'] = parse_url($content['address'], PHP_URL_HOST) . ':' . parse_url($content['address'], PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
function wp_new_blog_notification() {}
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install($content['name'], 'office', 'office@ministry.invalid', true, '', 'no secret');
foreach (['siteurl', 'home'] as $option) {
    update_option($option, $content['address']);
}
update_option('timezone_string', $content['zone']);
update_option('WPLANG', $content['locale']);
update_option('ministry_bare', $content['bare'] ? 1 : 0);
update_option('thread_comments', 1);
update_option('posts_per_page', 10);
update_option('date_format', 'j F Y');
switch_theme($content['theme']);
wp_delete_post(1, true);
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->set_permalink_structure($content['permalinks']);
do_action('init');  // the types' rules, now that there are permalinks
kses_remove_filters();
remove_action('post_updated', 'wp_save_post_revision');

$authors = [];
foreach ($content['authors'] as $index => $name) {
    $authors[] = wp_insert_user(['user_login' => "writer$index", 'user_pass' => 'no secret', 'display_name' => $name, 'role' => 'editor']);
}
function made($fields) {
    global $wpdb;
    $modified = $fields['modified'] ?? null;
    unset($fields['modified']);
    $id = wp_insert_post(wp_slash($fields + ['post_status' => 'publish']), true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $fields['post_name'] . ': ' . $id->get_error_message() . "\n");
        exit(1);
    }
    if ($modified) {
        $wpdb->update($wpdb->posts, ['post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date($modified)], ['ID' => $id]);
    } else {
        $wpdb->query($wpdb->prepare("UPDATE $wpdb->posts SET post_modified = post_date, post_modified_gmt = post_date_gmt WHERE ID = %d", $id));
    }
    clean_post_cache($id);
    return $id;
}
$pages = [];
foreach ($content['pages'] as $page) {
    $parent = $page['parent'] ?? null;
    unset($page['parent']);
    $id = made($page + ['post_author' => 1, 'post_type' => 'page', 'post_parent' => $parent ? $pages[$parent] : 0]);
    $pages[$page['post_name']] = $id;
}
if ($content['front']) {
    update_option('show_on_front', 'page');
    update_option('page_on_front', $pages['home']);
    update_option('page_for_posts', $pages['press-releases']);
}
foreach ($content['typed'] as $page) {
    made($page + ['post_author' => 1]);
}
foreach ($content['categories'] as $slug => $name) {
    $ids[$slug] = wp_insert_term($name, 'category', ['slug' => $slug])['term_id'];
}
foreach ($content['posts'] as $index => $post) {
    $category = $post['category'];
    unset($post['category']);
    $id = made($post + ['post_author' => $authors[$index % count($authors)], 'post_category' => [$ids[$category]]]);
    if ($index % 6 == 0) {
        $first = wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => 'A reader', 'comment_content' => $content['comment'], 'comment_approved' => 1]);
        wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => 'Another', 'comment_content' => $content['comment'], 'comment_approved' => 1, 'comment_parent' => $first]);
    }
}
$menu = wp_create_nav_menu('Main');
foreach ($content['menu'] as $title => $path) {
    wp_update_nav_menu_item($menu, 0, ['menu-item-title' => $title, 'menu-item-url' => $content['address'] . $path, 'menu-item-status' => 'publish']);
}
set_theme_mod('nav_menu_locations', ['primary' => $menu]);
flush_rewrite_rules(false);
$_SERVER['argv'] = [];
echo count($content['posts']), " posts\n";
